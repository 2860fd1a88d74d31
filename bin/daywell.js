#!/usr/bin/env node
// The command line of Daywell.
import { program } from './program.js'

await import(await program('cli'))
