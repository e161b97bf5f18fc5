import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

export { asn1js, pkijs };
