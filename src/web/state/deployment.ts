import { editDeployment, type DeploymentEdit } from '../../lib/front.ts';
import { read } from './open-deployment.ts';
import type { State, Transition } from './state.ts';

/** Opens a deployment file in the place of the one that was open. */
export const openDeployment =
  (file: string, text: string): Transition =>
  (state) => ({ ...state, deployment: read(file, text, text, state.at) });

/** A file that was never saved: it counts as changed from the start. */
export const newDeployment =
  (file: string, text: string): Transition =>
  (state) => ({ ...state, deployment: read(file, text, '', state.at) });

export const changeText =
  (text: string): Transition =>
  (state) => {
    const open = state.deployment;
    if (!open || open.text === text) return state;
    const earlier = [...(open.earlier ?? []), open.text].slice(-mostSteps);
    return { ...state, deployment: { ...read(open.file, text, open.savedText, state.at), earlier } };
  };

/** As many changes can be taken back. */
export const mostSteps = 50;

/** Takes the last change back. Only texts of the deployment file are remembered: never keys or files. */
export const undo: Transition = (state) => {
  const { file, savedText, earlier = [] } = state.deployment ?? {};
  const text = earlier.at(-1);
  if (file === undefined || savedText === undefined || text === undefined) return state;
  const deployment = { ...read(file, text, savedText, state.at), earlier: earlier.slice(0, -1) };
  return { ...state, deployment };
};

/** Changes values in the text, one after the other; everything else in it stays as it is. */
export const edit =
  (edits: readonly DeploymentEdit[]): Transition =>
  (state) =>
    state.deployment ? changeText(edits.reduce(editDeployment, state.deployment.text))(state) : state;

export const markSaved: Transition = (state) =>
  state.deployment
    ? { ...state, deployment: { ...state.deployment, savedText: state.deployment.text } }
    : state;

export const closeDeployment: Transition = ({ deployment: _, ...state }: State) => state;

/** `corp.v1.yaml`: beside the original, which stays as it is. */
export const versionName = (file: string): string => file.replace(/(\.[^.]*)?$/, '.v1$1');

/** Makes the open file one of version 1, under another name. */
export const takeAsCurrentVersion: Transition = (state) => {
  const open = state.deployment;
  if (!open) return state;
  const text = editDeployment(open.text, { path: ['version'], to: 1 });
  return newDeployment(versionName(open.file), text)(state);
};
