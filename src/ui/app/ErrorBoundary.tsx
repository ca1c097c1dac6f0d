// Catches mistakes of ours in the screens. The drill itself lives in the worker and in storage, so reloading goes on where it was.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ErrorScreen } from './ErrorScreen.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    reportError(Object.assign(error, { componentStack: info.componentStack }));
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <ErrorScreen title="This screen stopped" message={this.state.error.message} />;
  }
}
