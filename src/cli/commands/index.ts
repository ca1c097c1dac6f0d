// The registry of commands, in the order of the help. Each is loaded only when it is asked for.
import type { CliCommand } from '../support/command.ts';

export const COMMANDS: Readonly<Record<string, { summary: string; load(): Promise<CliCommand> }>> = {
  list: { summary: 'List the scenarios of this project', load: async () => (await import('./list.ts')).command },
  validate: {
    summary: 'Check scenario folders and name every problem with its place',
    load: async () => (await import('./validate.ts')).command,
  },
  prove: { summary: 'Check the claims of a scenario over many seeds', load: async () => (await import('./prove.ts')).command },
  run: { summary: 'Run one drill headless and print what came of it', load: async () => (await import('./run.ts')).command },
  replay: { summary: 'Verify a run file, or name the first difference', load: async () => (await import('./replay.ts')).command },
  score: { summary: 'Score a run: verdicts with evidence', load: async () => (await import('./score.ts')).command },
  query: { summary: 'Evaluate PromQL over a run', load: async () => (await import('./query.ts')).command },
  shell: {
    summary: 'Open the terminal of a drill: kubectl, psql, curl, git, with pipes',
    load: async () => (await import('./shell.ts')).command,
  },
  export: { summary: 'Write series, traces and logs of a run in open formats', load: async () => (await import('./export.ts')).command },
  slo: {
    summary: 'Report on objectives over a month, print the rules they generate, or export them as OpenSLO',
    load: async () => (await import('./slo.ts')).command,
  },
  import: {
    summary: 'Turn OpenSLO files and Grafana dashboards into YAML for a scenario',
    load: async () => (await import('./import.ts')).command,
  },
  alerts: {
    summary: 'Route labels through an Alertmanager file, check one, or judge alert rules',
    load: async () => (await import('./alerts.ts')).command,
  },
  schema: { summary: 'Print the JSON Schema of a file format', load: async () => (await import('./schema.ts')).command },
  promtest: { summary: 'Run PromQL test scripts of Prometheus', load: async () => (await import('./promtest.ts')).command },
  rules: {
    summary: 'Check Prometheus rule files, or run unit tests of rules as promtool does',
    load: async () => (await import('./rules.ts')).command,
  },
  bench: { summary: 'Measure the engine on the reference workloads', load: async () => (await import('./bench.ts')).command },
};
