/** A sentence for each code with which the strategy may refuse, and what to do. */
export const strategySentences: Readonly<Record<string, string>> = {
  projection_not_in_force: 'This file does not stand any more. Look at the needs page again',
  one_projection_in_force:
    'Somebody loaded a file of this kind a moment ago. Look at the needs page, then send yours again',
  simulation_is_over: 'This run is over already: it has its answer, or somebody ended it. Ask for a new one',
}
