import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { type CalendarDate, clockTime, longDate, shortDate } from '../core/calendar-date.ts'
import { formatMoney, inPence, pence } from '../core/money.ts'
import { assetAddress, type readAssetFiles } from './asset-files.ts'
import './kept-macros.ts'
import './quick-templates.ts'
import { projectFolder } from './project-folder.ts'

const wholePounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 })

/** The templates of every page and paper, with their filters and the addresses of the files they name. */
export function templates(assets: ReturnType<typeof readAssetFiles>, keep: boolean): nunjucks.Environment {
  const loader = new nunjucks.FileSystemLoader(
    ['src', 'node_modules/govuk-frontend/dist', 'node_modules/@ministryofjustice/frontend'].map((folder) =>
      join(projectFolder, folder),
    ),
    { noCache: !keep },
  )
  const env = new nunjucks.Environment(loader, {
    throwOnUndefined: true,
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  env.addFilter('money', (amount: number) => inPence(amount))
  env.addFilter('shortMoney', (amount: number) => formatMoney(pence(amount)))
  env.addFilter('pounds', (amount: number) => wholePounds.format(Math.round(amount / 100)).replace('-', '−'))
  env.addFilter('longDate', (date: CalendarDate) => longDate(date))
  env.addFilter('shortDate', (date: CalendarDate) => shortDate(date))
  env.addFilter('clock', (minute: number) => clockTime(minute))
  env.addGlobal('asset', (name: string) => {
    const file = assets.get(name)
    if (file === undefined) throw new Error(`${name} is not an asset`)
    return assetAddress(file)
  })
  env.addGlobal(
    'styles',
    (names: readonly string[]) => `<style>${names.map((name) => ownStyles(assets, name)).join('\n')}</style>`,
  )
  return env
}

/** A stylesheet to stand within a file: its typefaces are in it, and whatever else it would fetch is left out. */
function ownStyles(assets: ReturnType<typeof readAssetFiles>, name: string): string {
  const text = assets.get(name)?.body.toString('utf8') ?? ''
  return text
    .replace(/url\(["']?(?!data:)([^"')]*)["']?\)/g, (_all, address: string) => {
      const file = assets.get(address.replace(/^\/assets\//, '').replace(/\?.*$/, ''))
      return file?.type === 'font/woff2' ? `url(data:font/woff2;base64,${file.body.toString('base64')})` : 'none'
    })
    .replaceAll('</', '')
}
