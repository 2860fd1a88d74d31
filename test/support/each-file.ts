import { afterAll, afterEach } from 'vitest'
import { z } from 'zod'
import { closeOpened } from './close-after.ts'

// Laid anew for each file of tests: what the files import is loaded once for many of them.
afterEach(closeOpened)
// A command sets the words in which a fault is said for its whole process, which other files of tests share.
afterAll(() => z.config({ customError: undefined }))
