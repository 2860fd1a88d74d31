import { raw, sql, type Tx } from '../../src/platform/db.ts'

/**
 * Lets the database try every case and takes each back again. `statements` are PL/pgSQL that read their case from `c` (jsonb) and may
 * use a new id, `fresh`. Gives for each case what refused it, the name of the constraint or else the code, or `accepted`.
 * Ten thousand cases take one journey to the database.
 */
export async function tried(tx: Tx, cases: readonly object[], statements: string): Promise<string[]> {
  await tx.query(
    raw(`
    create or replace function pg_temp.tried(cases jsonb) returns jsonb language plpgsql as $tried$
    declare c jsonb; fresh uuid; name text; code text; words text; outcomes text[] := '{}';
    begin
      for c in select value from jsonb_array_elements(cases) with ordinality order by ordinality loop
        begin
          fresh := gen_random_uuid();
          ${statements}
          raise exception 'accepted';
        exception when others then
          get stacked diagnostics name = constraint_name, code = returned_sqlstate, words = message_text;
          outcomes := outcomes || case when words = 'accepted' then words when name <> '' then name else code end;
        end;
      end loop;
      return to_jsonb(outcomes);
    end $tried$`),
  )
  const [row] = await tx.query<{ outcomes: string[] }>(
    sql`select pg_temp.tried(${JSON.stringify(cases)}::jsonb) as outcomes`,
  )
  return row?.outcomes ?? []
}
