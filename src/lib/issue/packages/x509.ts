// Its classes do not load without the polyfill, which therefore comes first, and nowhere but here.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export { x509 };
