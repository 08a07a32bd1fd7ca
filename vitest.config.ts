import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/set-up.ts'],
    testTimeout: 60_000,
    // Starting a browser on a busy machine takes its time.
    hookTimeout: 60_000,
  },
})
