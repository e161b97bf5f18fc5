export interface PassphraseFlags {
  readonly keyPassphraseFile?: string | undefined;
  readonly keyPassphraseFd?: number | undefined;
}
