import fc from 'fast-check'

// The same random documents in every run, so that a change is judged by itself. Look for more with FUZZ_SEED=$RANDOM.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) })
