import { nameOfMade, type MadeRequest } from './key-making.ts';
import type { Transition } from './state.ts';

/** Making has begun, or goes on with the next peer. */
export const makingKeys =
  (done: number, total: number, peer: string): Transition =>
  (state) => ({ ...state, keys: { stage: 'making', done, total, peer, made: state.keys.made } });

/** All of them are there: only now are they shown, so that a run that is stopped leaves nothing behind. */
export const keysMade =
  (made: readonly MadeRequest[]): Transition =>
  (state) => ({ ...state, keys: { stage: 'idle', made } });

export const keysNotMade =
  (message: string): Transition =>
  (state) => ({ ...state, keys: { stage: 'failed', message, made: [] } });

export const forgetMade: Transition = (state) => ({ ...state, keys: { stage: 'idle', made: [] } });

const changeMade =
  (names: readonly string[], change: (made: MadeRequest) => MadeRequest): Transition =>
  (state) => ({
    ...state,
    keys: {
      ...state.keys,
      made: state.keys.made.map((made) => (names.includes(nameOfMade(made)) ? change(made) : made)),
    },
  });

export const keysSaved = (names: readonly string[]): Transition =>
  changeMade(names, (made) => ({ ...made, isKeySaved: true }));

/** Their files are there, or nobody wants them: the page drops its own. */
export const forgetKeys = (names: readonly string[]): Transition =>
  changeMade(names, ({ key: _, ...made }) => made);

export const csrsSaved = (names: readonly string[]): Transition =>
  changeMade(names, (made) => ({ ...made, isCsrSaved: true }));
