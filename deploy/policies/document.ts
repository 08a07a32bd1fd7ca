/** A policy of AWS Identity and Access Management, as JSON that the console and `aws iam` take. */
export interface PolicyDocument {
  Version: '2012-10-17'
  Statement: Statement[]
}

/** What one statement of a policy allows. Nothing here denies: what is not allowed is denied. */
export interface Statement {
  /** What it is for, in letters and digits. */
  Sid: string
  Effect: 'Allow'
  /** Such as `sagemaker:CreateModel`; a `*` stands for any run of characters. */
  Action: string[]
  /** ARNs, where `*` stands for any run of characters. Missing in the trust policy of a role. */
  Resource?: string[]
  /** Who is trusted; only in the trust policy of a role. */
  Principal?: { Service?: string[]; Federated?: string }
  /** Operator, then condition key, then what it may be. */
  Condition?: Record<string, Record<string, string | string[]>>
}

export function documentOf(Statement: Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement }
}
