# The same as deploy/models.ts; a test compares them.
locals {
  models = {
    seamless-m4t-v2-large = {
      hub            = "facebook/seamless-m4t-v2-large"
      revision       = "5f8cc790b19fc3f67a61c105133b20b34e3dcb76"
      family         = "seamless"
      license        = "cc-by-nc-4.0"
      non_commercial = true
      instance       = "ml.g4dn.xlarge"
    }
    madlad400-3b-mt = {
      hub            = "google/madlad400-3b-mt"
      revision       = "fa184c675da0b5c9e1c8694fccd4e12e2d422094"
      family         = "madlad"
      license        = "apache-2.0"
      non_commercial = false
      instance       = "ml.g5.xlarge"
    }
    m2m100-418m = {
      hub            = "facebook/m2m100_418M"
      revision       = "55c2e61bbf05dfb8d7abccdc3fae6fc8512fd636"
      family         = "m2m100"
      license        = "mit"
      non_commercial = false
      instance       = "ml.g4dn.xlarge"
    }
  }

  model = local.models[var.model]
}
