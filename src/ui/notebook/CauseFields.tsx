// A cause from two lists: component and kind of fault. The lists are those of the whole system, so they give nothing away.
import type { Cause } from '../../schema/index.ts';
import { useView } from '../app/session-context.tsx';
import { ChoiceField } from '../theme/index.ts';

/** @param cause what was chosen so far; empty names stand for the first of each list */
export function CauseFields({ cause, onChange }: { cause: { component: string; kind: string }; onChange: (cause: Cause) => void }) {
  const { causes } = useView();
  const chosen = chosenCause(cause, causes);
  return (
    <div className="fields two">
      <ChoiceField
        label="Component"
        value={chosen.component}
        onChange={(component) => onChange({ ...chosen, component })}
        options={causes.components}
      />
      <ChoiceField
        label="Kind of fault"
        value={chosen.kind as string}
        onChange={(kind) => onChange({ ...chosen, kind: kind as Cause['kind'] })}
        options={causes.kinds}
      />
    </div>
  );
}

export function chosenCause(
  { component, kind }: { component: string; kind: string },
  causes: { components: readonly string[]; kinds: readonly string[] },
): Cause {
  return {
    component: causes.components.includes(component) ? component : (causes.components[0] ?? ''),
    kind: (causes.kinds.includes(kind) ? kind : (causes.kinds[0] ?? '')) as Cause['kind'],
  };
}
