import { it } from 'vitest';
import { readDeployment } from '/work/main/src/lib/tasks/read-deployment.ts';
import { readFileSync } from 'node:fs';
it('x', () => {
  for (const f of (process.env.F ?? '').split(',')) {
    const t0 = performance.now();
    const r = readDeployment(readFileSync(f), { file: f.split('/').pop()! });
    console.log(f, (performance.now()-t0).toFixed(1)+'ms');
    if (r.deployment) console.log(JSON.stringify(r.deployment, null, 1).slice(0, Number(process.env.N ?? 600)));
    for (const x of r.findings) { const l = x.locations[0]!; const p = x.params as any;
      console.log(`error[${x.code}]: ${x.message}\n  --> ${l.file}:${l.line}:${l.column}-${l.endColumn}`);
      if (p.frame) console.log(`   | ${p.frame.text}\n   | ${' '.repeat(p.frame.column-1)}${'^'.repeat(p.frame.width)} ${p.label ?? ''}`);
      for (const k of ['found','expected','note']) if (p[k]) console.log(`   = ${k}: ${p[k]}`);
    }
  }
});
