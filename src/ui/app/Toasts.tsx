// Short answers to what was just done. Refusals stay longer, and nothing is carried to another screen.
import { Button, ToneShape } from '../theme/index.ts';
import { useSessionContext } from './session-context.tsx';
import './toasts.css';

export function Toasts() {
  const { toasts, dismiss } = useSessionContext();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast" data-tone={toast.tone}>
          <ToneShape tone={toast.tone} />
          <span className="grow">{toast.text}</span>
          <Button kind="quiet" size="small" onPress={() => dismiss(toast.id)} aria-label="Dismiss">
            ×
          </Button>
        </div>
      ))}
    </div>
  );
}
