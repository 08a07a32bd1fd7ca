import type { MadeCall } from './calls.ts'
import type { Need } from './evaluate.ts'
import { IAM } from './needs/iam.ts'
import { S3 } from './needs/s3.ts'
import { SAGEMAKER } from './needs/sagemaker.ts'
import { SCALING, SCHEDULER } from './needs/scaling.ts'

const TABLE = { ...SAGEMAKER, ...S3, ...IAM, ...SCALING, ...SCHEDULER }

/**
 * What IAM asks for a call: after "Actions, resources, and condition keys" of AWS's service authorization reference, and of
 * what a call does in the caller's name.
 *
 * @throws for a call that the table does not know, so that no new call goes unnoticed.
 */
export function needsOf({ service, operation, input }: MadeCall): Need[] {
  const needs = TABLE[`${service}.${operation}`]
  if (needs === undefined) throw new Error(`which permission does ${service}.${operation} need?`)
  return needs(input)
}
