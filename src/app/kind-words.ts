const many: Readonly<Record<string, string>> = {
  'Assessment to finish': 'Assessments to finish',
  Assessment: 'Assessments',
  'Budget issued, no plan yet': 'Budgets issued, no plan yet',
  Budget: 'Budgets',
  'Call for offers': 'Calls for offers',
  'Call you replied to': 'Calls you replied to',
  'Charge to decide': 'Charges to decide',
  'Charge to tell': 'Charges to tell',
  Contact: 'Contacts',
  'Document to look at': 'Documents to look at',
  Exception: 'Exceptions',
  'Financial assessment': 'Financial assessments',
  'Message to read': 'Messages to read',
  'Offer to answer': 'Offers to answer',
  'Person to tell of a cancelled date': 'People to tell of a cancelled date',
  'Pay run': 'Pay runs',
  'Place to find': 'Places to find',
  'Plan came back': 'Plans came back',
  'Plan to approve': 'Plans to approve',
  'Price asked for': 'Prices asked for',
  'Price that ends': 'Prices that end',
  'Register to mark': 'Registers to mark',
  Review: 'Reviews',
  'Service at risk': 'Services at risk',
  'Table to adopt': 'Tables to adopt',
  'Table to approve': 'Tables to approve',
  'Table to look at': 'Tables to look at',
}

/** A kind of work under its number: "1 Review", "3 Reviews". A kind that has no plural stays as it is. */
export function kindWords(kind: string, count: number): string {
  return count === 1 ? kind : (many[kind] ?? kind)
}
