import { journey } from '../../src/journey.ts'
import type { SourceFile } from './house.ts'

/** The steps that have their place in the journey and no content yet. */
const stepsToCome: readonly string[] = ['engagement', 'returns']
const besideSteps = ['app', 'core', 'platform']
const steps: readonly string[] = journey

/** Faults of the tree below src/, by the paths in it: every folder is a step or one of three, and says what it is. */
export function layoutFaults(paths: readonly string[]): string[] {
  const folders = [...new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''))]
  const unknown = folders.filter((folder) => !steps.includes(folder) && !besideSteps.includes(folder))
  const there = steps.filter((step) => !stepsToCome.includes(step))
  return [
    ...unknown.map((folder) => `${folder}/ is no step of the journey`),
    ...[...there, ...besideSteps]
      .filter((folder) => !paths.includes(`${folder}/README.md`))
      .map((folder) => `${folder}/ has no README.md`),
  ]
}

/** A file is named in small letters with hyphens, after what it does: `tariff-income.ts`, never after what it is made of. */
export function nameFaults({ path }: SourceFile): string[] {
  const name = path.split('/').at(-1) ?? ''
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name)) return ['is not named in small letters with hyphens']
  return /(^|-)(data|info|manager|helpers?|utils?)\./.test(name) ? ['is named after nothing: say what it does'] : []
}

/** A template shows what its view gives it: no script, no style and no handler of its own. */
export const templateFaults = ({ text }: SourceFile): string[] =>
  /<script(?![^>]*\bsrc=)|<style|\sstyle="|\son[a-z]+="/.test(text) ? ['holds script or style'] : []

/** What a step does in the background is named after the step, as its folder, its pages and its tables are. */
export function jobNameFaults({ path, text }: SourceFile): string[] {
  const [folder = ''] = path.split('/')
  if (!steps.includes(folder) || !/(^|\/)jobs\.ts$/.test(path)) return []
  return [...text.matchAll(/\bname: '([a-z]+)\/([a-z-]+)'/g)]
    .filter(([, step]) => step !== folder)
    .map(([, step, name]) => `names a job ${step}/${name}`)
}

/** A test tries the real thing, and the same thing on every computer: nothing of ours is mocked, nothing is left to chance. */
export function testFaults({ text }: SourceFile): string[] {
  const faults: string[] = []
  if (/\bvi\.mock\(/.test(text))
    faults.push('mocks a module: use the embedded database, app.inject and a stopped clock')
  if (/\bMath\.random\b/.test(text)) faults.push('is left to chance: let fast-check draw it')
  return faults
}
