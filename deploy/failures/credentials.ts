const LOG_IN =
  'Log in (aws sso login, or aws configure) or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; in GitHub Actions use aws-actions/configure-aws-credentials.'

/** What to do about credentials that are missing, over or wrong; undefined if an error is about something else. */
export function credentialsInWords(
  name: string,
  message: string,
  region: string,
): string | undefined {
  if (
    /^(?:ExpiredToken|RequestExpired|TokenProviderError)/.test(name) ||
    /token.{0,20} (?:is |has )?expired/i.test(message)
  )
    return `Your AWS session is over (${message}). ${LOG_IN} What was made so far stays; the same command goes on. In CI ask for a longer session: role-duration-seconds.`
  if (/^CredentialsProviderError$/.test(name) || /could not load credentials/i.test(message))
    return `No AWS credentials were found (${message}). ${LOG_IN}`
  if (
    /^(?:UnrecognizedClient\w*|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure|OptInRequired)$/.test(
      name,
    )
  )
    return `AWS does not know these credentials in ${region} (${message}). They are mistyped or deleted, or the region is not turned on for the account. ${LOG_IN}`
  if (/^(?:SignatureDoesNotMatch|InvalidSignature\w*|RequestTimeTooSkewed)$/.test(name))
    return `AWS does not accept the signature (${message}): the secret key is wrong, or the clock of this machine is.`
  return undefined
}
