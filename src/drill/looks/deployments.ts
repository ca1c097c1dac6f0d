// look.deployments: the deployment history, newest first.
import type { Look } from './look.ts';

export const lookDeployments: Look<'look.deployments'> = ({ trace }) => ({
  kind: 'deployments',
  rows: trace
    .deployments()
    .map((record) => ({ ...record }))
    .reverse(),
});
