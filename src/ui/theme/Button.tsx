// The one button. `kind` says how heavy the action is: primary once per view, danger for what cannot be undone.
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  kind?: 'default' | 'primary' | 'danger' | 'quiet' | 'link';
  size?: 'normal' | 'small';
}

export function Button({ kind = 'default', size = 'normal', ...props }: ButtonProps) {
  return <AriaButton {...props} className="button" data-kind={kind} data-size={size} />;
}
