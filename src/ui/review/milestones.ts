// What happens in every incident: offered while a course of events is rebuilt, because naming them gives nothing away, and recognised
// word for word when it is compared with the true one.
export const MILESTONES = [
  'The first page',
  'Acknowledged',
  'Incident declared',
  'First explanation written down',
  'First action',
  'First update sent',
  'Users no longer hurt',
  'Declared resolved',
] as const;
export type Milestone = (typeof MILESTONES)[number];
