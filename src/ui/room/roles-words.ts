// Who holds the roles, in the few words there is room for in the bar. Pure.
import type { RoleView } from '../../schema/index.ts';

export function rolesWords(roles: readonly RoleView[]): string {
  const mine = roles.filter(({ holder }) => holder.kind === 'you').map(({ role }) => role);
  const open = roles.filter(({ holder }) => holder.kind === 'nobody').length;
  const you =
    mine.length === 0
      ? 'No role'
      : mine.length === 1
        ? `You: ${mine[0]}`
        : mine.length === roles.length
          ? 'You: all roles'
          : `You: ${mine.length} roles`;
  return mine.length > 0 && open > 0 ? `${you} · ${open} open` : you;
}
