import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { requireObject } from '../public/argument.ts';
import {
  aClock,
  aFunction,
  aText,
  each,
  isObjectWith,
  numberFrom,
  that,
  type Checks,
} from '../public/settings.ts';
import type { ReloadOptions } from './reload.ts';

export const requireSocket = (socket: Socket): void =>
  requireObject('socket', socket, 'a net.Socket', 'destroyed', 'pipe');

/** Without one, node:tls takes a context of its own, with other limits. */
export const requireContext = (argument: string, context: SecureContext): void =>
  requireObject(argument, context, 'a SecureContext such as gatewayContext()', 'context');

export const paths = each('an array of paths', aText);

const isContext = isObjectWith('context');
export const aContext = that('a SecureContext such as gatewayContext()', isContext);
export const aContextOrChoice = that(
  'a SecureContext such as gatewayContext(), or a function that gives one',
  (value) => typeof value === 'function' || isContext(value),
);
export const aSignal = that('an AbortSignal', isObjectWith('aborted', 'addEventListener'));
export const aPeerTrust = that('a PeerTrust', isObjectWith('materialFor'));
export const tlsaAnswer = that(
  'the answer of a resolver: { dnssec, records }',
  isObjectWith('dnssec', 'records'),
);
export const ownCertificate = that('an OwnCertificate', isObjectWith('certificates', 'key'));

/** How what is read from files is kept up to date. */
export const reloadChecks: Checks<ReloadOptions> = {
  watch: that("true, false or 'poll'", (value) => typeof value === 'boolean' || value === 'poll'),
  settle: numberFrom(0),
  poll: numberFrom(0),
  now: aClock,
  onEvent: aFunction,
};
