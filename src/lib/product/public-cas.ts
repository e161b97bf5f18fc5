/**
 * Beginnings of the organizations of CAs that browsers trust or trusted, without blanks and signs. Neither complete nor
 * proof of anything: it is for remarks, never for trust.
 */
const organizations =
  /^(?:internetsecurityresearchgroup|letsencrypt|digicert|verisign|symantec|geotrust|thawte|rapidssl|cybertrust|baltimore|quovadis|sectigo|comodo|theusertrust|addtrust|google|globalsign|entrust|affirmtrust|identrust|digitalsignaturetrust|godaddy|starfield|amazon|microsoftcorporation|ssl(?:com|corporation)|certum|unizeto|asseco|swisssign|dtrust|ttelesec|tsystems|deutschetelekom|telekomsecurity|actalis|buypass|telia|harica|hellenicacademic|certsign|izenpe|accv|agenciacatalana|firmaprofesional|fnmt|certigna|dhimyotis|netlock|microsec|eszignotrust|disig|wisekey|oiste|secom|securitycommunication|chunghwa|taiwanca|twca|emudhra|emsign|cfca|chinafinancial|wosign|guangdong|shecasa?|beijing|trustasia|itrus|networksolutions|trustwave|securetrust|viking|atos|certainly|commscope|navercloud|tubitak|trustcor|visa)/;

export const isNamedLikePublicCa = (organization: string): boolean =>
  organizations.test(organization.toLowerCase().replace(/[^a-z\d]/g, ''));
