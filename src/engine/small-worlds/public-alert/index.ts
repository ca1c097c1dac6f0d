// The public-alert world.
export { createPublicAlert } from './world.ts';
