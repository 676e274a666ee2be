export const licences = 0;
