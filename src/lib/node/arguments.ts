import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { momentOf, requireObject, requireText, wrong } from '../public/argument.ts';
import { aFunction, isObjectWith, numberFrom, that, type Check, type Checks } from '../public/settings.ts';
import type { ReloadOptions } from './reload.ts';

export const requireSocket = (socket: Socket): void =>
  requireObject('socket', socket, 'a net.Socket', 'destroyed', 'pipe');

/** Without one, node:tls takes a context of its own, with other limits. */
export const requireContext = (argument: string, context: SecureContext): void =>
  requireObject(argument, context, 'a SecureContext such as gatewayContext()', 'context');

/** Clocks come as functions that are asked again and again. */
export const aClock = that('a function such as Date.now', (value) => typeof value === 'function');

/** What a clock says now; seconds for milliseconds are told. */
export function timeBy(argument: string, now: () => number): number {
  const time: unknown = now();
  if (typeof time !== 'number') throw wrong(`${argument}()`, 'a number of milliseconds since 1970', time);
  return momentOf(`${argument}()`, new Date(time));
}

export const aContext: Check = (argument, value) => requireContext(argument, value as SecureContext);
export const aSignal = that('an AbortSignal', isObjectWith('aborted', 'addEventListener'));
export const aTrust = that('a PeerTrust', isObjectWith('materialFor'));
export const anOwnCertificate = that('an OwnCertificate', isObjectWith('certificates', 'key'));

/** What node:tls and timers take. */
export const milliseconds = numberFrom(0);

export function requirePaths(argument: string, paths: readonly string[]): void {
  if (!Array.isArray(paths)) throw wrong(argument, 'an array of paths', paths);
  paths.forEach((path: unknown, at) => requireText(`${argument}[${at}]`, path, 'a path'));
}

/** How what is read from files is kept up to date. */
export const reloadChecks: Checks<ReloadOptions> = {
  watch: that("true, false or 'poll'", (value) => typeof value === 'boolean' || value === 'poll'),
  settle: milliseconds,
  poll: milliseconds,
  now: aClock,
  onEvent: aFunction,
};
