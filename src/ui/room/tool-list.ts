// The tools of the centre, in the order of the tabs: what instruments show, what is written down somewhere, what acts. One list for tabs, palette and shortcuts.
export const TOOLS = [
  { id: 'map', title: 'Map', shortcut: '1', hint: 'Who calls whom, where it is full, where it fails' },
  { id: 'consoles', title: 'Consoles', shortcut: 'd', hint: 'The desks of this scenario: what is entered here has an effect' },
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

/** The tools of a drill: consoles are one only where the scenario has any. */
export const toolsOf = (view: { consoles: readonly unknown[] }): readonly (typeof TOOLS)[number][] =>
  view.consoles.length > 0 ? TOOLS : TOOLS.filter(({ id }) => id !== 'consoles');
/** The columns of the room; on a phone one at a time. */
export type PaneId = 'pager' | 'channels' | 'tools' | 'notebook';
