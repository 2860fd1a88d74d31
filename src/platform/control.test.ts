import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ControlLine, listenForCommands, sendCommand } from './control.ts'

test('a command that breaks inside the server says so to whoever sent it, and ends with 1', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'daywell-control-'))
  const server = await listenForCommands(folder, () => Promise.reject(new Error('no such column')))
  const heard: ControlLine[] = []
  const exit = await sendCommand(folder, { words: ['audit', 'verify'], folder, input: '' }, (line) => heard.push(line))
  expect([exit, heard]).toEqual([1, [{ print: 'This failed inside Daywell: no such column' }]])
  await new Promise((closed) => server.close(closed))
  rmSync(folder, { recursive: true })
})
