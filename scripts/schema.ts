// Writes migrations/schema.sql: what an empty database looks like after every migration, for review beside the migrations.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { journey } from '../src/journey.ts'
import { openEmbedded } from '../src/platform/db-embedded.ts'
import { migrate } from '../src/platform/migrate.ts'
import { schemaSnapshot } from '../src/platform/schema-snapshot.ts'

const db = await openEmbedded()
await migrate(db)
const path = fileURLToPath(new URL('../migrations/schema.sql', import.meta.url))
writeFileSync(path, await db.owner((tx) => schemaSnapshot(tx, ['platform', ...journey])))
await db.close()
process.stdout.write(`${path} is written\n`)
