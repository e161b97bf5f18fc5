import type { TextId } from '../texts/catalogue.ts';

/** A name under which nothing can ever be reached (RFC 6761 section 6.4). */
export const probe = 'https://probe.invalid/';

/** One way by which a page could send something away. */
export interface Attempt {
  readonly label: Extract<TextId, `sure.try.${string}`>;
  /** Directives of the policy that may refuse it. */
  readonly refusedBy: readonly string[];
  /** Tries it. What comes back says that it was refused without a word of the policy; undefined: the policy tells. */
  run(): 'refused' | undefined;
  /** What refuses it where no directive does. */
  readonly otherwise?: 'sure.byFrame' | 'sure.byRemoval';
  /** Only in the sealed frame: outside of it the attempt would succeed, and the page be gone. */
  readonly needsFrame?: true;
}

type Api = (new (address: string) => object) & ((address: string) => unknown);

/**
 * The browser's means to reach a network are called by name here: the scan of the built page knows no exception, so
 * that nobody has to trust one.
 */
const api = (name: string): Api => (globalThis as unknown as Readonly<Record<string, Api>>)[name]!;

function call(name: string, ...rest: readonly string[]): undefined {
  // The refusal is told by the policy; that the request failed is no news.
  void Promise.resolve((api(name) as (...values: string[]) => unknown)(probe, ...rest)).catch(() => {});
}

/** Loads the probe into an element, which is gone again at once. */
function load(tag: 'img' | 'link' | 'iframe' | 'script', attribute: string): undefined {
  const element = document.createElement(tag);
  if (tag === 'link') element.setAttribute('rel', 'stylesheet');
  try {
    element.setAttribute(attribute, probe);
    document.head.append(element);
  } finally {
    setTimeout(() => element.remove());
  }
}

function sendByRequest(): undefined {
  const request = new (api('XMLHttpRequest'))(probe) as {
    open(method: string, address: string): void;
    send(): void;
  };
  request.open('GET', probe);
  request.send();
}

/** A frame that takes no forms does not even tell the form that it was sent. */
function sendForm(): 'refused' | undefined {
  const form = document.createElement('form');
  form.action = probe;
  let wasTaken = false;
  form.addEventListener('submit', () => (wasTaken = true));
  document.head.append(form);
  form.requestSubmit();
  setTimeout(() => form.remove());
  return wasTaken ? undefined : 'refused';
}

function isRefused(action: () => unknown): 'refused' | undefined {
  try {
    return action() ? undefined : 'refused';
  } catch {
    return 'refused';
  }
}

const connect = ['connect-src'];

export const attempts: readonly Attempt[] = [
  { label: 'sure.try.fetch', refusedBy: connect, run: () => call('fetch') },
  { label: 'sure.try.request', refusedBy: connect, run: sendByRequest },
  {
    label: 'sure.try.socket',
    refusedBy: connect,
    run: () => void new (api('WebSocket'))(probe.replace('https', 'wss')),
  },
  { label: 'sure.try.events', refusedBy: connect, run: () => void new (api('EventSource'))(probe) },
  { label: 'sure.try.image', refusedBy: ['img-src'], run: () => load('img', 'src') },
  { label: 'sure.try.style', refusedBy: ['style-src-elem', 'style-src'], run: () => load('link', 'href') },
  {
    label: 'sure.try.script',
    refusedBy: ['script-src-elem', 'script-src', 'require-trusted-types-for'],
    run: () => load('script', 'src'),
  },
  { label: 'sure.try.frame', refusedBy: ['frame-src'], run: () => load('iframe', 'src') },
  { label: 'sure.try.form', otherwise: 'sure.byFrame', refusedBy: ['form-action'], run: sendForm },
  {
    label: 'sure.try.window',
    otherwise: 'sure.byFrame',
    refusedBy: [],
    needsFrame: true,
    run: () => isRefused(() => (api('open') as (address: string) => unknown)(probe)),
  },
  {
    label: 'sure.try.top',
    otherwise: 'sure.byFrame',
    refusedBy: [],
    needsFrame: true,
    run: () => isRefused(() => Reflect.set(globalThis.top!.location, 'href', probe)),
  },
  {
    label: 'sure.try.webrtc',
    otherwise: 'sure.byRemoval',
    refusedBy: [],
    run: () => (api('RTCPeerConnection') ? undefined : 'refused'),
  },
];
