// The folders a person finds on the bastion.

export const HOME = '/bastion/oncall';
export const DOCS = `${HOME}/docs`;
export const README = `You are on the bastion of this system. "help" lists the programs; pipes, grep, jq and awk work as in bash.
Documents are in ~/docs: opening one counts as reading it.
Whatever a program shows is recorded as a look, and whatever it changes is the same as pressing its button.
`;
