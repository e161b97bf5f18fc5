// A request for each peer of a deployment, with keys that never leave a PKCS#11 token:
//   PIN=… node pkcs11-request.mjs DEPLOYMENT MODULE [SLOT]
// MODULE is the driver, such as /usr/lib/softhsm/libsofthsm2.so; SLOT counts the tokens from 0. Prints the requests. An Expressway holds its own key: this is for gateways and for whatever else reads its key from a token.
import { readFile } from 'node:fs/promises';
import { createCsr, planDeployment, readDeployment, writePem } from 'expcert';
import { Crypto } from 'node-webcrypto-p11';

const [file, library, slot = '0'] = process.argv.slice(2);
const { deployment, findings } = readDeployment(await readFile(file), { file });
if (!deployment) throw new Error(findings.map(({ message }) => message).join('\n'));

const crypto = new Crypto({ library, slot: Number(slot), readWrite: true, pin: process.env.PIN });
try {
  for (const planned of planDeployment(deployment).requests) {
    const keyPair = await keyInToken(planned);
    const { der } = await createCsr(planned, { keyPair, crypto });
    process.stdout.write(writePem('CERTIFICATE REQUEST', der));
  }
} finally {
  crypto.close();
}

/** Made in the token, to stay there: `sensitive`, and not extractable. An RSA key signs with the one hash it is made for. */
async function keyInToken({ peer, request: { key, hash } }) {
  const kept = { token: true, sensitive: true, label: peer };
  const algorithm =
    key.type === 'rsa'
      ? {
          name: 'RSASSA-PKCS1-v1_5',
          modulusLength: key.bits,
          publicExponent: Uint8Array.of(1, 0, 1),
          hash: `SHA-${hash.slice('sha'.length)}`,
        }
      : { name: 'ECDSA', namedCurve: key.curve };
  return crypto.subtle.generateKey({ ...algorithm, ...kept }, false, ['sign', 'verify']);
}
