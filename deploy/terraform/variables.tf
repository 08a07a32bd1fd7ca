variable "name" {
  description = "Tells several endpoints of one account apart: the endpoint is called polyglot-NAME."
  type        = string
  default     = "main"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", var.name))
    error_message = "Use up to 20 lower-case letters, digits and \"-\", with a letter or digit at both ends."
  }
}

variable "model" {
  description = "seamless-m4t-v2-large (not for commercial use), madlad400-3b-mt or m2m100-418m."
  type        = string
  default     = "seamless-m4t-v2-large"

  validation {
    condition     = contains(["seamless-m4t-v2-large", "madlad400-3b-mt", "m2m100-418m"], var.model)
    error_message = "Take one of: seamless-m4t-v2-large, madlad400-3b-mt, m2m100-418m."
  }
}

variable "accepted_license" {
  description = "SPDX identifier of the licence of the weights that you accept; asked for where it forbids commercial use."
  type        = string
  default     = null
}

variable "mode" {
  description = "async scales to zero and costs nothing between builds; realtime runs, and costs, until it is destroyed."
  type        = string
  default     = "async"

  validation {
    condition     = contains(["async", "realtime"], var.mode)
    error_message = "Take async or realtime."
  }
}

variable "expires_at" {
  description = "realtime only: when the endpoint deletes itself, in UTC, such as 2026-12-01T18:00:00Z; or \"never\"."
  type        = string
  default     = null

  validation {
    condition = (
      var.expires_at == null || var.expires_at == "never" ||
      can(regex("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", var.expires_at))
    )
    error_message = "Write a time in UTC such as 2026-12-01T18:00:00Z, or never."
  }
}

variable "instance" {
  description = "Type of the instance, such as ml.g5.xlarge; the smallest that holds the model if not given."
  type        = string
  default     = null

  validation {
    condition     = var.instance == null || can(regex("^ml\\.[a-z0-9-]+\\.[a-z0-9-]+$", var.instance))
    error_message = "Types look like ml.g4dn.xlarge."
  }
}

variable "image" {
  description = "URI of a container image of your own, where AWS has none for the region."
  type        = string
  default     = null
}

variable "role_arn" {
  description = "A role of your own for the endpoint, where no role may be made here."
  type        = string
  default     = null
}

variable "engine" {
  description = "What computes inside the container: auto, transformers or ctranslate2."
  type        = string
  default     = "auto"

  validation {
    condition     = contains(["auto", "transformers", "ctranslate2"], var.engine)
    error_message = "Take auto, transformers or ctranslate2."
  }
}

variable "token_budget" {
  description = "Tokens of one batch on the instance, padding included; decided by the container if not given."
  type        = number
  default     = null
}

variable "container" {
  description = "Folder of the container's code; the one that comes with this module if not given."
  type        = string
  default     = null
}

variable "github" {
  description = <<-TEXT
    Lets the runs of one branch of one repository on GitHub translate, without keys: makes a role for them. `provider_exists`
    says that the account knows GitHub already (there can be only one such provider).
  TEXT
  type = object({
    repository      = string
    branch          = optional(string, "main")
    provider_exists = optional(bool, false)
  })
  default = null

  validation {
    # No wildcard: the pull requests of a repository are by anybody.
    condition = var.github == null || (
      can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github.repository)) &&
      can(regex("^[A-Za-z0-9._/-]+$", var.github.branch))
    )
    error_message = "Write the repository as owner/name, and one branch in full."
  }
}

variable "tags" {
  description = "Tags for everything, beside those of polyglot."
  type        = map(string)
  default     = {}
}
