// A panel that fails takes nothing else with it: the drill goes on beside it, and it can be opened again.
import { Component, type ReactNode } from 'react';
import { Button, Notice } from '../theme/index.ts';

export class PanelBoundary extends Component<{ title: string; children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Notice tone="bad" title={`${this.props.title} cannot be shown`} role="alert">
        <p>{error.message}. The drill goes on.</p>
        <div>
          <Button size="small" onPress={() => this.setState({ error: undefined })}>
            Open it again
          </Button>
        </div>
      </Notice>
    );
  }
}
