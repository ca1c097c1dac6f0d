// Entry of the shell's thread.
import { expose } from 'comlink';
import { ShellThread } from './thread.ts';

expose(new ShellThread());
