// The tools of the centre, in the order of the tabs: what instruments show, what is written down somewhere, what acts. One list for tabs, palette and shortcuts.
export const TOOLS = [
  { id: 'map', title: 'Map', shortcut: '1', hint: 'Who calls whom, where it is full, where it fails' },
  { id: 'consoles', title: 'Consoles', shortcut: 'd', hint: 'The desks of this scenario: what is entered here has an effect' },
  { id: 'tables', title: 'Systems', shortcut: 'y', hint: 'What the systems of this scenario show: books, positions, servers, mail' },
  { id: 'dashboards', title: 'Dashboards', shortcut: '2', hint: 'Golden signals as charts and tables' },
  { id: 'query', title: 'Query', shortcut: '3', hint: 'PromQL over everything that is scraped' },
  { id: 'logs', title: 'Logs', shortcut: '4', hint: 'Search what the services wrote' },
  { id: 'traces', title: 'Traces', shortcut: 't', hint: 'Single requests on their way through the services' },
  { id: 'slos', title: 'Objectives', shortcut: 'o', hint: 'Error budgets, burn rates, what the policy says' },
  { id: 'checks', title: 'Checks', shortcut: 'k', hint: 'Journeys of users tried from outside' },
  { id: 'changes', title: 'Changes', shortcut: '5', hint: 'Deployments, configuration, rollback' },
  { id: 'services', title: 'Services', shortcut: '8', hint: 'Replicas, versions, configuration' },
  { id: 'sessions', title: 'Sessions', shortcut: '7', hint: 'Who holds database connections' },
  { id: 'providers', title: 'Providers', shortcut: '6', hint: 'Status pages of others' },
  { id: 'documents', title: 'Documents', shortcut: '9', hint: 'Runbooks and notes' },
  { id: 'terminal', title: 'Terminal', shortcut: '0', hint: 'kubectl, psql, curl, git and friends, with pipes' },
  { id: 'act', title: 'Act', shortcut: 'a', hint: 'Everything you can do to the system' },
  { id: 'communicate', title: 'Communicate', shortcut: 'c', hint: 'Updates to those who wait, hand-over notes' },
  { id: 'people', title: 'People', shortcut: 'w', hint: 'Who can be asked, called, sent to do something' },
] as const;

export type ToolId = (typeof TOOLS)[number]['id'];

/** What a tool needs, where not every drill has it: a panel without its subject is only in the way. */
const NEEDS: Partial<Record<ToolId, (view: ToolView) => boolean>> = {
  consoles: ({ consoles }) => consoles.length > 0,
  tables: ({ tables }) => tables.length > 0,
  traces: ({ platform }) => platform,
  changes: ({ platform }) => platform,
  services: ({ platform }) => platform,
  sessions: ({ platform }) => platform,
  providers: ({ platform }) => platform,
  terminal: ({ platform }) => platform,
  slos: ({ platform, slos }) => platform || slos.length > 0,
  checks: ({ platform, checks }) => platform || checks.length > 0,
};
/** What decides which tools there are. None of it changes within a drill. */
export interface ToolView {
  platform: boolean;
  consoles: readonly unknown[];
  tables: readonly unknown[];
  slos: readonly unknown[];
  checks: readonly unknown[];
}

/** The tools of a drill, in the order of the tabs. */
export const toolsOf = (view: ToolView): (typeof TOOLS)[number][] => TOOLS.filter(({ id }) => NEEDS[id]?.(view) ?? true);

/** The columns of the room; on a phone one at a time. */
export type PaneId = 'pager' | 'channels' | 'tools' | 'notebook';
