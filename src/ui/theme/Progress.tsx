// How far something long has come, in words and as a bar.
import { Label, ProgressBar } from 'react-aria-components';

export function Progress({ label, ratio }: { label: string; ratio: number }) {
  const percent = Math.round(Math.max(0, Math.min(1, ratio)) * 100);
  return (
    <ProgressBar className="progress" value={percent}>
      <div className="row-between small">
        <Label>{label}</Label>
        <span>{percent} %</span>
      </div>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
    </ProgressBar>
  );
}
