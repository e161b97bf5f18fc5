import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A copy of the sources in which one file at a time is replaced, so that the compiler can look at it. */
export class CompiledCopy {
  readonly #folder: string;

  constructor(root: string) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    this.#folder = mkdtempSync(join(root, '.cache/mutate-'));
    for (const path of ['src/lib', 'package.json', 'tsconfig.base.json', 'tsconfig.json'])
      cpSync(join(root, path), join(this.#folder, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  /** Are the types right with this text in the place of the file? */
  accepts(file: string, text: string, original: string): boolean {
    writeFileSync(join(this.#folder, file), text);
    const { status } = spawnSync('npx', ['tsc', '-p', 'src/lib', '--noEmit'], { cwd: this.#folder });
    writeFileSync(join(this.#folder, file), original);
    return status === 0;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
