import { afterEach } from 'vitest'
import { closeOpened } from './close-after.ts'

// Laid anew for each file of tests: what the files import is loaded once for many of them.
afterEach(closeOpened)
