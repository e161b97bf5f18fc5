/** A chunk of its own for the bundler. */
export { waiveFindings as waive } from '../../lib/index.ts';
