import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { requireObject, requireText, wrong } from '../public/argument.ts';
import { aFunction, numberFrom, that, type Checks } from '../public/settings.ts';
import type { ReloadOptions } from './reload.ts';

export const requireSocket = (socket: Socket): void =>
  requireObject('socket', socket, 'a net.Socket', 'destroyed', 'pipe');

/** Without one, node:tls takes a context of its own, with other limits. */
export const requireContext = (argument: string, context: SecureContext): void =>
  requireObject(argument, context, 'a SecureContext such as gatewayContext()', 'context');

/** Clocks come as functions that are asked again and again. */
export function requireClock(argument: string, now: (() => number) | undefined): void {
  if (typeof now !== 'function') throw wrong(argument, 'a function such as Date.now', now);
}

export function requirePaths(argument: string, paths: readonly string[] | undefined): void {
  if (paths === undefined) return;
  if (!Array.isArray(paths)) throw wrong(argument, 'an array of paths', paths);
  paths.forEach((path: unknown, at) => requireText(`${argument}[${at}]`, path, 'a path'));
}

/** How what is read from files is kept up to date. */
export const reloadChecks: Checks<ReloadOptions> = {
  watch: that("true, false or 'poll'", (value) => typeof value === 'boolean' || value === 'poll'),
  settle: numberFrom(0),
  poll: numberFrom(0),
  now: that('a function such as Date.now', (value) => typeof value === 'function'),
  onEvent: aFunction,
};
