import type { Io } from '../host/io.ts';
import { lineWidth, marked, toned, toText, type Line, type Style } from '../render/line.ts';
import { problemLines } from '../render/problem.ts';
import type { Problem } from './command-error.ts';
import type { Display } from './settings.ts';

/** Words for the person at the terminal. All go to stderr: stdout holds the result and nothing else. */
export interface Terminal {
  /** Not with --quiet. */
  say(line: Line): void;
  /** `wrote FILE   details`. Not with --quiet. */
  wrote(file: string, details?: string): void;
  /** What the person should change although the work goes on; always. */
  warn(words: string): void;
  /** Only with --verbose. */
  detail(line: Line): void;
  /** What stopped or limited the work, a blank line between one and the next; always. */
  problems(problems: readonly Problem[]): void;
  /** A line that the next one replaces, only where stderr is a terminal: `[2/4] expe1.example.com`. */
  progress(done: number, total: number | undefined, what: string): void;
  /** Takes the line of progress away, before the result goes to what may be the same screen. */
  clearProgress(): void;
  /** The last line of a run; always. */
  verdict(words: string): void;
}

/** More of them nobody reads, and they would push the result off the screen. */
const mostProblems = 50;

export function openTerminal({ stderr }: Pick<Io, 'stderr'>, display: Display): Terminal {
  const style: Style = { colour: display.colour.stderr, ascii: display.ascii };
  let progressWidth = 0;
  function write(lines: readonly Line[]): void {
    clearProgress();
    stderr.write(toText(lines, style));
  }
  /** Blanks, no escape sequence: not every terminal knows those. */
  function clearProgress(): void {
    if (progressWidth > 0) stderr.write(`\r${' '.repeat(progressWidth)}\r`);
    progressWidth = 0;
  }
  const say = (line: Line) => {
    if (!display.quiet) write([line]);
  };
  return {
    say,
    wrote: (file, details) => say(details === undefined ? `wrote ${file}` : `wrote ${file}   ${details}`),
    warn: (words) => write([[marked('warning'), ` ${words}`]]),
    detail: (line) => {
      if (display.verbose) write([line]);
    },
    problems(problems) {
      const shown = display.verbose ? problems : problems.slice(0, mostProblems);
      const left = problems.length - shown.length;
      write([
        ...shown.flatMap((each, at) => [...(at > 0 ? [''] : []), ...problemLines(each, stderr.columns)]),
        ...(left > 0 ? ['', `and ${left} more like these (all: -v)`] : []),
      ]);
    },
    progress(done, total, what) {
      if (!display.progress) return;
      const line = total === undefined ? `[${done}] ${what}` : `[${done}/${total}] ${what}`;
      clearProgress();
      progressWidth = lineWidth(line);
      stderr.write(toText([line], style).slice(0, -1));
    },
    clearProgress,
    verdict: (words) => write([[toned('faint', words)]]),
  };
}
