// The way into the help from the bar; it says when a hint is offered.
import { useView } from '../app/session-context.tsx';
import { Button } from '../theme/index.ts';
import { openHelp } from './help-store.ts';

export function HelpButton() {
  const { hints } = useView();
  const offered = hints.offered;
  return (
    <Button size="small" kind="quiet" onPress={() => openHelp(offered === 0 ? 'keyboard' : 'hints')}>
      Help
      {offered > 0 && (
        <span>
          <span className="help-count">{offered}</span>
          <span className="visually-hidden"> {offered === 1 ? 'hint' : 'hints'} offered</span>
        </span>
      )}
    </Button>
  );
}
