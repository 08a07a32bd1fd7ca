/** A model that the container can serve. */
export interface ModelProfile {
  /** Repository on the Hugging Face hub. */
  hub: string
  /** Commit of that repository: what is downloaded never changes under you. */
  revision: string
  /** The adapter in `container/code/models` that loads it. */
  family: 'seamless' | 'madlad' | 'm2m100'
  /** SPDX identifier of the licence of the weights. */
  license: string
  /** Whether the licence forbids commercial use, so that `--accept-license` is asked for. */
  nonCommercial: boolean
  /** Which of the library's code tables the model speaks. */
  codes: 'seamless' | 'bcp47'
  /** The smallest instance that holds it, at which `up` starts. */
  instance: string
}

/** Models by the name that `--model` and the translator's fingerprint know them by. */
export const MODELS = {
  'seamless-m4t-v2-large': {
    hub: 'facebook/seamless-m4t-v2-large',
    revision: '5f8cc790b19fc3f67a61c105133b20b34e3dcb76',
    family: 'seamless',
    license: 'cc-by-nc-4.0',
    nonCommercial: true,
    codes: 'seamless',
    instance: 'ml.g4dn.xlarge',
  },
  'madlad400-3b-mt': {
    hub: 'google/madlad400-3b-mt',
    revision: 'fa184c675da0b5c9e1c8694fccd4e12e2d422094',
    family: 'madlad',
    license: 'apache-2.0',
    nonCommercial: false,
    codes: 'bcp47',
    instance: 'ml.g5.xlarge',
  },
  'm2m100-418m': {
    hub: 'facebook/m2m100_418M',
    revision: '55c2e61bbf05dfb8d7abccdc3fae6fc8512fd636',
    family: 'm2m100',
    license: 'mit',
    nonCommercial: false,
    codes: 'bcp47',
    instance: 'ml.g4dn.xlarge',
  },
} as const satisfies Record<string, ModelProfile>

export type ModelName = keyof typeof MODELS
