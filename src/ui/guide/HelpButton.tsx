// The way into the help from the bar; it says when a hint is offered.
import { useView } from '../app/session-context.tsx';
import { Button } from '../theme/index.ts';
import { openHelp } from './help-store.ts';

export function HelpButton() {
  const { hints } = useView();
  const offered = hints.offered;
  return (
    <Button
      size="small"
      kind="quiet"
      aria-label={offered === 0 ? 'Help' : `Help, ${offered} ${offered === 1 ? 'hint' : 'hints'} offered`}
      onPress={() => openHelp(offered === 0 ? 'keyboard' : 'hints')}
    >
      Help{offered > 0 && <span className="help-count">{offered}</span>}
    </Button>
  );
}
