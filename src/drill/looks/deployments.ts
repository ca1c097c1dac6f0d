// look.deployments: the deployment history, newest first. Notes that are a hidden document are not named before their reveal.
import type { Look } from './look.ts';

export const lookDeployments: Look<'look.deployments'> = ({ scenario, trace, revealed }) => {
  const hidden = scenario.artefacts.filter((artefact) => artefact.hidden && !revealed.includes(artefact.name)).map(({ file }) => file);
  const rows = trace
    .deployments()
    .map((record) => ({ ...record, notes: record.notes !== undefined && hidden.includes(record.notes) ? undefined : record.notes }));
  return { kind: 'deployments', rows: rows.reverse() };
};
