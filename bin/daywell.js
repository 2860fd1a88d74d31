#!/usr/bin/env node
// The command line of Daywell: runs src/app/cli.ts through tsx, so that nothing needs building first.
import { register } from 'tsx/esm/api'

register()
await import('../src/app/cli.ts')
