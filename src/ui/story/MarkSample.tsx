// Every state as it stands in the product: shape and word first, colour last.
import { Mark } from '../theme/index.ts';
import '../theme/tokens.css';
import '../theme/controls.css';
import './token-tables.css';

export const MarkSample = () => (
  <div className="token-sample">
    <Mark>not measured</Mark>
    <Mark tone="ok">fine</Mark>
    <Mark tone="warn">nearly full</Mark>
    <Mark tone="bad">failing</Mark>
    <Mark tone="change">2.4.1 → 2.4.2</Mark>
    <Mark tone="accent">Response</Mark>
  </div>
);
