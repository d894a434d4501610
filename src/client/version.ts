/** This package's version; a test compares it with package.json. @example console.log(version); // 1.0.0 */
export const version = '1.0.0';
